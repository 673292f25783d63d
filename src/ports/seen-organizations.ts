/**
 * Which accounts were seen to have a policy of their own, by installation. It outlives the process, and every replica knows it: a
 * policy that is lost is then told from one that there never was.
 */
export interface SeenOrganizations {
  /** The repository that held it when it was last read. */
  lastSeen(installation: number): Promise<string | undefined>;
  /** It was read there, or the repositories can be read and hold none (undefined). */
  saw(installation: number, repository: string | undefined): Promise<void>;
}
