/** Ports on this machine. */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { root } from './root.mjs';

/** Listens for a moment; 0 asks the system for a free port. */
function tryListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: got } = server.address();
      server.close(() => resolve(got));
    });
  });
}

export const freePort = () => tryListen(0, '127.0.0.1');

export const isFree = (port, host = '127.0.0.1') =>
  tryListen(port, host).then(
    () => true,
    () => false,
  );

/**
 * The ports of the embedded clusters and of their Prometheus are variables in app-config.yaml. One that is
 * taken (a second portal runs) gets another value.
 */
export async function chooseClusterPorts(env) {
  const config = fs.readFileSync(path.join(root, 'app-config.yaml'), 'utf8');
  const variables = new Map(
    [...config.matchAll(/\$\{(\w+_(?:CLUSTER|PROMETHEUS)_PORT):-(\d+)\}/g)].map(
      ([, name, port]) => [name, Number(port)],
    ),
  );
  const chosen = {};
  for (const [name, port] of variables) {
    if (!env[name] && !(await isFree(port))) {
      chosen[name] = String(await freePort());
    }
  }
  return chosen;
}
