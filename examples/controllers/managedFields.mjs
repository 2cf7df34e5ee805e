// metadata.managedFields: who wrote which field, in the API server's own notation.
const keysOfLists = {
  containers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  conditions: ['type'],
  ports: ['containerPort', 'protocol'],
  volumeMounts: ['mountPath'],
  ownerReferences: ['uid'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  imagePullSecrets: ['name'],
};

export function fieldsOf(value, depth = 99, name = '') {
  if (depth === 0 || value === null || typeof value !== 'object') return {};
  if (Array.isArray(value)) return fieldsOfList(value, depth, keysOfLists[name]);
  const fields = {};
  for (const [key, inner] of Object.entries(value)) fields[`f:${key}`] = fieldsOf(inner, depth - 1, key);
  return fields;
}

function fieldsOfList(list, depth, keys) {
  if (!keys || !list.every(item => keys.some(key => key in item))) return {};
  const fields = {};
  for (const item of list) {
    const present = Object.fromEntries(keys.filter(key => key in item).map(key => [key, item[key]]));
    fields[`k:${JSON.stringify(present)}`] = { '.': {}, ...fieldsOf(item, depth - 1) };
  }
  return fields;
}

export function entry({ manager, operation = 'Update', apiVersion, time, fields, subresource }) {
  return {
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource && { subresource }),
  };
}
