import { RunError } from "@pulumi/pulumi";

/** The token in the stack files of this example, whose passphrase everybody can read. */
const exampleToken = "example-and-no-secret";

/**
 * Lets every token pass but the example's: a notebook that is open to everybody is not what anybody wants.
 *
 * @throws RunError if the token is the example's
 */
export function ownToken(token: string): string {
  if (token !== exampleToken) return token;
  throw new RunError(
    "The config novita-gitops:notebookToken is still the example's, which everybody can read. Make your own: `STACK=dev sh ci/init.sh` for a new stack, `pulumi config set --secret notebookToken` for one that you have.",
  );
}
