import { type Declaration, keyOf } from "./model";

/**
 * Which existing instances the program of this run claims. Pulumi asks delete by an id and says nothing of the other
 * resources; but one resource may hold what another one gives up, and then its deletion would end what runs.
 *
 * What is known comes with the calls of the run: a check is made only of what the program declares, while a diff may
 * also belong to a refresh.
 */
export class Claims {
  private readonly program = new Set<string>();
  private readonly met = new Set<string>();
  private readonly kept = new Map<string, Declaration>();
  private readonly taken = new Map<string, Declaration | undefined>();
  private readonly asked = new Map<string, Declaration>();

  /**
   * The program declares it.
   *
   * @param isNew It has no instance, or gives up the one that it has.
   * @param adopt The instance that it asks to take over.
   */
  declare(declaration: Declaration, isNew: boolean, adopt: string | undefined): void {
    this.program.add(keyOf(declaration));
    if (!isNew) return;
    for (const id of [...this.kept.keys()]) this.giveUp(id, declaration);
    if (adopt !== undefined) this.asked.set(adopt, declaration);
  }

  /**
   * A resource of the state is compared with its declaration, and goes on having its instance until it gives it up.
   *
   * @returns the declaration of another resource that has the same instance in this run.
   */
  meet(id: string, declaration: Declaration): { readonly by?: Declaration } | undefined {
    if (!this.program.has(keyOf(declaration))) return undefined;
    this.met.add(id);
    if (this.taken.has(id)) return { by: this.taken.get(id) };
    const holder = this.kept.get(id) ?? declaration;
    this.kept.set(id, holder);
    return keyOf(holder) === keyOf(declaration) ? undefined : { by: holder };
  }

  /** Whether the program of this run declares it; a refresh asks for differences without a program. */
  isDeclared(declaration: Declaration): boolean {
    return this.program.has(keyOf(declaration));
  }

  /** A resource is to get another instance instead. */
  giveUp(id: string, declaration: Declaration): void {
    const holder = this.kept.get(id);
    if (holder && keyOf(holder) === keyOf(declaration)) this.kept.delete(id);
  }

  /** A resource has taken an existing instance over. */
  take(id: string, declaration: Declaration | undefined): void {
    this.taken.set(id, declaration);
  }

  /** Whether a resource of the program was found to have the instance, or has taken it over. */
  isHeld(id: string): boolean {
    return this.met.has(id) || this.taken.has(id);
  }

  /**
   * Whether another resource of the program goes on having the instance, or one has taken it over, be it in place of its
   * own old half.
   *
   * @param declaration Whose resource wants to delete it.
   */
  isKeptFrom(id: string, declaration: Declaration | undefined): boolean {
    const holder = this.kept.get(id);
    const byAnother = holder !== undefined && (!declaration || keyOf(holder) !== keyOf(declaration));
    return byAnother || this.taken.has(id);
  }

  /** Whose `lifecycle.adopt` asks for an instance, taken over or not. */
  askedBy(id: string): Declaration | undefined {
    return this.asked.get(id);
  }
}
