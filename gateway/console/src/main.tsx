import './app/look.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { follow } from './data/live.ts';
import { checkSession } from './session/sign-in.ts';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
void checkSession();
void follow();
