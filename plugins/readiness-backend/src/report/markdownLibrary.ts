/** How this CommonJS package gets at the writer of Markdown, which is made of ES modules. */
import type * as Gfm from 'mdast-util-gfm';
import type * as Markdown from 'mdast-util-to-markdown';
import { isVmWithoutModules } from '../modules';

interface MarkdownLibrary {
  toMarkdown: typeof Markdown.toMarkdown;
  gfmToMarkdown: typeof Gfm.gfmToMarkdown;
}

let library: Promise<MarkdownLibrary> | undefined;

export function loadMarkdown(): Promise<MarkdownLibrary> {
  library ??= importMarkdown();
  return library;
}

async function importMarkdown(): Promise<MarkdownLibrary> {
  try {
    const [{ toMarkdown }, { gfmToMarkdown }] = await Promise.all([
      import('mdast-util-to-markdown'),
      import('mdast-util-gfm'),
    ]);
    return { toMarkdown, gfmToMarkdown };
  } catch (error) {
    if (!isVmWithoutModules(error)) throw error;
    return {
      toMarkdown: require('mdast-util-to-markdown').toMarkdown,
      gfmToMarkdown: require('mdast-util-gfm').gfmToMarkdown,
    };
  }
}
