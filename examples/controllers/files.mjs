// Reading applied manifests and writing the cluster's files, one for each namespace and kind.
import fs from 'node:fs';
import path from 'node:path';
import { Document, isMap, isSeq, parseAllDocuments, Scalar, visit } from 'yaml';
import { notesOf } from './notes.mjs';
import { isDefinitions, isRelease, renderDefinitions, renderRelease } from './releases.mjs';

const mark = 'Written by examples/controllers.mjs';
/** What nobody mends by hand: one object a line, which is read many times faster than YAML. */
const inJson = new Set(['CustomResourceDefinition', 'VulnerabilityReport', 'ExposedSecretReport', 'SbomReport', 'PolicyReport']);

/** The manifests of applied/shared that this cluster gets, then its own, in the order of file names. */
export function readApplied(root, cluster) {
  const manifests = [];
  for (const folder of ['shared', cluster]) {
    for (const name of fs
      .readdirSync(path.join(root, folder))
      .filter(n => n.endsWith('.yaml'))
      .sort()) {
      const file = path.join(root, folder, name);
      for (const document of parseAllDocuments(fs.readFileSync(file, 'utf8'))) {
        if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
        const manifest = document.toJS();
        const only = manifest?.metadata?.annotations?.['controllers.example/clusters'];
        if (manifest && (!only || only.split(',').includes(cluster))) manifests.push(manifest);
      }
    }
  }
  return manifests
    .map(manifest => structuredClone(manifest))
    .flatMap(manifest => {
      if (isRelease(manifest)) return renderRelease(manifest);
      return isDefinitions(manifest) ? renderDefinitions(manifest) : [manifest];
    });
}

const plural = kind => {
  const lower = kind.toLowerCase();
  if (/(s|ss|ch)$/.test(lower)) return `${lower}es`;
  return lower.endsWith('y') && !lower.endsWith('ay') ? `${lower.slice(0, -1)}ies` : `${lower}s`;
};

export function filesOf(objects, cluster) {
  const grouped = new Map();
  const rendered = new Set(objects.filter(isPlatformNamespace).map(({ metadata }) => metadata.name));
  const ending = ({ kind, metadata }) => (inJson.has(kind) || rendered.has(metadata.namespace) ? 'json' : 'yaml');
  for (const object of objects) {
    const place = `${object.metadata.namespace ?? '_cluster'}/${plural(object.kind)}`;
    const file = notesOf(object).file ?? `${place}.${ending(object)}`;
    grouped.set(file, [...(grouped.get(file) ?? []), object]);
  }
  const files = new Map();
  for (const [file, own] of grouped) {
    if (file.endsWith('.json')) {
      files.set(file, listOf(own));
      continue;
    }
    const header = file === 'readiness-reader.yaml' ? readerHeader(cluster) : ordinaryHeader(cluster);
    files.set(file, `${header}\n${own.map(documentOf).join('---\n')}`);
  }
  return files;
}

const isPlatformNamespace = ({ kind, metadata }) =>
  kind === 'Namespace' && metadata.labels?.['app.kubernetes.io/managed-by'] === 'Helm';

const listOf = objects =>
  `{"apiVersion": "v1", "kind": "List", "metadata": {"annotations": {"note": "${mark}"}}, "items": [\n${objects
    .map(object => JSON.stringify(object))
    .join(',\n')}\n]}\n`;

const ordinaryHeader = cluster =>
  `# ${mark} from examples/applied/${cluster} and applied/shared:\n# what a reader of the running cluster would see. Mend it by hand to try something; the script writes it anew.`;
const readerHeader = cluster =>
  `# ${mark} from examples/applied/shared/reader.yaml.\n# REPLACEABLE: the manifest that the product generates for its default reader account can take the place of this file (cluster ${cluster}).`;

/** Short maps and lists, and managed fields, on one line: a page shows a whole Pod. */
function documentOf(object) {
  const { managedFields, ...metadata } = object.metadata;
  const document = new Document(
    { ...object, metadata: { ...metadata, ...(managedFields && { managedFields }) } },
    { aliasDuplicateObjects: false },
  );
  visit(document, {
    Pair(_, { key, value }) {
      if (['managedFields', 'ownerReferences', 'tolerations'].includes(key.value)) flow(value);
    },
    // Kubernetes reads YAML 1.1, which takes a bare time for a date and a bare yes for true.
    Scalar(_, node) {
      if (/^(\d{4}-\d\d-\d\dT.*|y|n|yes|no|on|off|[\d_]+(:[\d.]+)+)$/i.test(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
    Collection(_, node) {
      if (JSON.stringify(node.toJSON()).length <= 140) flow(node);
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function flow(node) {
  if (!isMap(node) && !isSeq(node)) return;
  node.flow = true;
  visit(node, {
    Collection(_, inner) {
      inner.flow = true;
    },
  });
}

export function writeFiles(root, files) {
  for (const file of existing(root)) {
    const full = path.join(root, file);
    if (!files.has(file) && fs.readFileSync(full, 'utf8').slice(0, 200).includes(mark)) fs.rmSync(full);
  }
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
}

/** One line for each file that is not what the script would write, files added by hand included. */
export function differences(root, files) {
  const lines = [];
  const present = new Set(existing(root));
  for (const [file, text] of files) {
    if (!present.has(file)) lines.push(`${file}: missing`);
    else if (fs.readFileSync(path.join(root, file), 'utf8') !== text) lines.push(`${file}: differs`);
  }
  for (const file of present) if (!files.has(file)) lines.push(`${file}: not written by the script`);
  return lines;
}

function existing(root) {
  if (!fs.existsSync(root)) return [];
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(yaml|json)$/.test(entry.name))
    .map(entry => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}
