/** Somebody of the demo region who can sign in. */
export interface DemoAccount {
  /** As in the contracts' Role. */
  readonly role: string;
  readonly login: string;
  readonly password: string;
  /** Name of the school, college or department; empty for the region. */
  readonly institution: string;
  readonly name: string;
}
