/** Where each paper stands, and whether the public reads it. */
export const paperPaths = {
  'algorithm-register': { path: '/algoritmeregister', isPublic: true },
  'access-matrix': { path: '/wie-ziet-wat', isPublic: true },
  dpia: { path: '/gegevensbescherming/effectbeoordeling', isPublic: false },
  'processing-register': { path: '/gegevensbescherming/verwerkingen', isPublic: false },
} as const;

export type PaperCode = keyof typeof paperPaths;
