// Stands in for the API server's defaulting and for the controllers of an example cluster: reads what a person would
// apply (examples/applied/<cluster>) and writes what a reader of the running cluster would see (examples/clusters/<cluster>).
//
//   node examples/controllers.mjs              write examples/clusters
//   node examples/controllers.mjs --check      change nothing; exit 1 and name the files that differ
//   node examples/controllers.mjs --at TIME    write statuses as of TIME (RFC 3339) instead of the committed moment
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setMoment } from './controllers/clock.mjs';
import { readApplied, differences, writeFiles, filesOf } from './controllers/files.mjs';
import { runCluster } from './controllers/cluster.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const clusters = ['devmentor', 'data-platform', 'x0tta6bl4'];

function main(args) {
  if (args.includes('--at')) setMoment(args[args.indexOf('--at') + 1]);
  const check = args.includes('--check');
  let differing = 0;
  for (const name of clusters) {
    const objects = runCluster(name, readApplied(path.join(here, 'applied'), name));
    const files = filesOf(objects, name);
    const root = path.join(here, 'clusters', name);
    if (check) {
      for (const line of differences(root, files)) {
        differing += 1;
        console.log(`clusters/${name}/${line}`);
      }
    } else {
      writeFiles(root, files);
      console.log(`${name}: ${objects.length} objects in ${files.size} files`);
    }
  }
  if (differing > 0) process.exitCode = 1;
}

main(process.argv.slice(2));
