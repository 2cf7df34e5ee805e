// Names, uids, digests and addresses: derived from what they name, so that a second run writes the same bytes.
import { createHash } from 'node:crypto';

const hex = text => createHash('sha256').update(text).digest('hex');
const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';

export const number = (text, below) => parseInt(hex(text).slice(0, 12), 16) % below;

export function letters(text, length) {
  const bytes = Buffer.from(hex(text), 'hex');
  return Array.from({ length }, (_, i) => safeLetters[bytes[i] % safeLetters.length]).join('');
}

export function uid(text) {
  const h = hex(`uid ${text}`);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

export const templateHash = template => letters(`template ${JSON.stringify(template)}`, 9);
export const containerId = text => `containerd://${hex(`container ${text}`)}`;
export const resourceVersion = text => String(100_000 + number(`version ${text}`, 800_000));

/** `registry.example/team/app:1.2` was pulled as `registry.example/team/app@sha256:…`; `pull` tells two pulls of a moved tag apart. */
export function imageId(image, pull = '') {
  const [tagged, digest] = image.split('@');
  const repository = tagged.replace(/:[^/:]+$/, '');
  return `${repository}@${digest ?? `sha256:${hex(`image ${tagged}${pull}`)}`}`;
}
