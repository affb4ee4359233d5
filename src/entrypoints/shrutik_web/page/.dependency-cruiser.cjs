/** The arrows between the rooms: features → parts | outbox | api → capture → sound; words and styles serve all that is seen. */
const only = (from, ...allowed) => ({
  name: `${from}-knows-only-its-room`,
  severity: "error",
  from: { path: `^src/${from}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^src/", pathNot: [`^src/${from}/`, ...allowed.map((room) => `^src/${room}/`)] },
});

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: ["\\.d\\.ts$", "\\.test\\.tsx?$", "^src/worker/"] }, to: {} },
    only("sound"),
    only("capture", "sound"),
    only("api"),
    only("outbox", "api", "sound"),
    only("words"),
    only("parts", "words", "sound", "styles"),
    only("features", "parts", "outbox", "api", "capture", "sound", "words", "styles"),
    {
      name: "features-do-not-know-each-other",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "no-tools-in-what-is-shipped",
      severity: "error",
      from: { path: "^src/", pathNot: ["\\.test\\.tsx?$", "^src/testing/", "\\.d\\.ts$"] },
      to: { dependencyTypes: ["npm-dev"], pathNot: ["node_modules/@types/"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
