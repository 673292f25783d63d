/** Where a defect of ours is told of. The test of this file holds it to what `package.json` says. */
export const NEW_ISSUE = "https://github.com/acme/mltrl-gate/issues/new?template=bug.yml";
