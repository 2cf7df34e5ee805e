import { render, screen } from '@testing-library/react';
import App from './App';

// The whole app is loaded and transpiled, which takes a while on a busy machine.
const LOADING_MS = 30_000;

describe('App', () => {
  it(
    'asks a visitor to sign in',
    async () => {
      // The loader wants the list itself, which no real environment can hold.
      process.env = {
        NODE_ENV: 'test',
        APP_CONFIG: [
          {
            context: 'test',
            data: {
              app: { title: 'Readiness Gates', baseUrl: 'http://localhost' },
              backend: { baseUrl: 'http://localhost' },
            },
          },
        ],
      } as unknown as NodeJS.ProcessEnv;

      render(App.createRoot());

      expect(
        await screen.findByRole(
          'button',
          { name: 'Enter' },
          { timeout: LOADING_MS },
        ),
      ).toBeInTheDocument();
    },
    2 * LOADING_MS,
  );
});
