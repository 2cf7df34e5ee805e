/** What the API server adds to an object to remember who set which field: a third of what a list sends. */

type Tree = { [key: string]: Tree };

/** The fields of a value as FieldsV1 names them. */
export function fieldsOf(value: unknown): Tree {
  if (Array.isArray(value)) return fieldsOfList(value);
  if (value === null || typeof value !== 'object') return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [`f:${key}`, fieldsOf(child)]),
  );
}

/** Lists with names are maps to the server; of others it remembers the whole. */
function fieldsOfList(list: readonly unknown[]): Tree {
  const named = list.filter(
    (item): item is { name: string } =>
      typeof (item as { name?: unknown } | null)?.name === 'string',
  );
  if (named.length !== list.length) return {};
  return Object.fromEntries(
    named.map(item => [
      `k:{"name":"${item.name}"}`,
      { '.': {}, ...fieldsOf(item) },
    ]),
  );
}

export function managedFields(
  apiVersion: string,
  time: string,
  applied: object,
  status?: object,
) {
  const entry = (manager: string, fields: object) => ({
    manager,
    operation: 'Update',
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(fields),
  });
  return [
    entry('argocd-controller', applied),
    ...(status
      ? [
          {
            ...entry('kube-controller-manager', { status }),
            subresource: 'status',
          },
        ]
      : []),
  ];
}
