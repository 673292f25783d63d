/** GitHub's own number for GitHub Actions on github.com: what any workflow shows is shown by it. */
export const ACTIONS_APP = 15_368;

/** What checks that the Action shows are called; those of the App begin with `mltrl/`. */
export const ACTION_CHECKS = "mltrl-action/";
