/** A page that only follows live changes and writes down what it hears: for the tests of tabs. */
import { createShell } from '../shell.ts';

const { live } = createShell();
const write = (id: string, text: string) => {
  const element = document.getElementById(id);
  if (element) element.textContent = text;
};
const heard: unknown[] = [];
let gaps = 0;

live.onState(() => write('state', live.state()));
live.on('units', (data) => {
  heard.push(data);
  write('heard', JSON.stringify(heard));
});
live.onGap(() => {
  gaps += 1;
  write('gaps', String(gaps));
});
live.follow('AT:');
