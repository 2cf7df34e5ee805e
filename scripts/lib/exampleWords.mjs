/** The example's tools and people speak once the portal is up: examples/words. */
import { speak } from '../../examples/words/speak.mjs';

const CI_TOKEN = 'example-ci-token-for-this-machine-only';

export async function letExampleSpeak(port) {
  try {
    const { given, refused } = await speak({
      url: `http://127.0.0.1:${port}`,
      ciToken: process.env.EXAMPLE_CI_TOKEN || CI_TOKEN,
    });
    for (const line of refused) console.warn(`Not taken: ${line}`);
    if (given > 0) {
      console.log(
        `The example's tools and people have spoken: ${given} words.`,
      );
    }
  } catch (error) {
    console.warn(
      `The example's tools and people could not speak: ${error.message}`,
    );
  }
}
