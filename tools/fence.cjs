const table = require('./fence-table.cjs');

const rooms = Object.keys(table);

/** A room imports another only where the table says so, and only through its door. */
const arrows = rooms.map((room) => ({
  name: `${room}-imports-only-what-the-table-says`,
  severity: 'error',
  from: {
    path: `^src/${room}/`,
    pathNot: [
      `^src/${room}/web/`,
      '^src/web/(gallery|testing)/',
      '\\.test\\.tsx?$',
      'fixtures\\.ts$',
      '\\.drill\\.ts$',
      '^src/platform/testing/',
    ],
  },
  to: {
    path: '^src/([^/]+)/',
    pathNot: [room, ...table[room]].map((each) => `^src/${each}/`),
  },
}));

const doors = rooms
  .filter((room) => room !== 'platform' && room !== 'access' && room !== 'web')
  .map((room) => ({
    name: `${room}-is-entered-by-its-door`,
    severity: 'error',
    from: {
      path: '^src/',
      pathNot: [
        `^src/${room}/`,
        '^src/web/(gallery|testing)/',
        '\\.test\\.tsx?$',
        'fixtures\\.ts$',
        '^src/main\\.ts$',
      ],
    },
    to: {
      path: `^src/${room}/`,
      pathNot: [
        `^src/${room}/index\\.ts$`,
        `^src/${room}/web/index\\.tsx?$`,
        `^src/${room}/contract\\.ts$`,
      ],
    },
  }));

/** Screens live in their slice and stand on the shell's parts; the shell enters a slice by its web door. */
const screens = rooms
  .filter((room) => room !== 'web')
  .map((room) => ({
    name: `${room}-screens-import-only-what-the-table-says`,
    severity: 'error',
    from: { path: `^src/${room}/web/`, pathNot: '\\.test\\.tsx?$' },
    to: {
      path: '^src/([^/]+)/',
      pathNot: [room, 'web', ...table[room]].map((each) => `^src/${each}/`),
    },
  }));

module.exports = {
  forbidden: [
    ...screens,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...arrows,
    ...doors,
    {
      name: 'the-browser-reaches-no-server-file',
      severity: 'error',
      from: {
        path: '(^src/web/|^src/[^/]+/web/)',
        pathNot: ['\\.test\\.tsx?$', 'vite\\.config\\.ts$', '^src/web/testing/'],
      },
      to: {
        path: [
          '^src/platform/(db|auth|testing|http/server|config)',
          '\\.queries\\.ts$',
          '\\.query\\.ts$',
          '^(node:|fs$|pg$|fastify$)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '\\?|^virtual:' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css', '.cjs'],
    },
  },
};
