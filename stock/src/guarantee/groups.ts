/**
 * Parts listings into those that have a product in common, directly or over others: they are dealt together. The rest has nothing to
 * do with them, whatever batch they meet in.
 */
export function groupsOf<One>(all: One[], productIdsOf: (one: One) => string[]): One[][] {
  const groupOf = new Map<string, Group<One>>();
  const groups = new Set<Group<One>>();
  for (const one of all) {
    const productIds = productIdsOf(one);
    const met = new Set(productIds.flatMap((id) => groupOf.get(id) ?? []));
    const [group = { productIds: new Set(), members: [] }, ...others] = met;
    for (const other of others) {
      for (const id of other.productIds) group.productIds.add(id);
      group.members.push(...other.members);
      groups.delete(other);
    }
    group.members.push(one);
    groups.add(group);
    for (const id of productIds) group.productIds.add(id);
    for (const id of others.length > 0 ? group.productIds : productIds) groupOf.set(id, group);
  }
  return [...groups].map(({ members }) => members);
}

interface Group<One> {
  productIds: Set<string>;
  members: One[];
}
