export const tag = 'crisis';
/** The desk, with who a minor is and what was said of it. */
export const whole = {
  tag,
  roles: ['CR'] as const,
  classes: ['D4K', 'D6K', 'D7K', 'D8C', 'D8CA', 'D8CB'],
};
export const profile = { tag, roles: ['CR'] as const, classes: ['D6K', 'D8C', 'D8CA', 'D8CB'] };
export const net = { tag, roles: ['CR'] as const, classes: ['D2K'] };
