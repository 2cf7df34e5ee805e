import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks a visitor to sign in', async () => {
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
      await screen.findByRole('button', { name: 'Enter' }),
    ).toBeInTheDocument();
  });
});
