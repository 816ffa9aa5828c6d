/** Where the list of type modules is kept, and under which key it is remembered. */
export const modulesPath = '/api/capacity/code-lists/modules';
export const listKey = ['capacity', 'code-lists', 'modules'] as const;
