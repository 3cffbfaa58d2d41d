/** The products of a batch changed between looking and locking: begin the transaction again. */
export class StateMoved extends Error {
  override name = "StateMoved";
}
