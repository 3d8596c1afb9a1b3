import { mount } from 'svelte';
import App from './App.svelte';
import { AroundMe, wasLeft } from './session/around-me.svelte.ts';
import { homeName } from './shell/home-name.svelte.ts';
import { updates } from './shell/updates.svelte.ts';
import { language } from './words/index.ts';
import './ui/base.css';

const target = document.getElementById('app');

if (wasLeft()) location.replace('./leave.html');
else if (target) {
  language.start();
  homeName.start();
  const app = new AroundMe();
  mount(App, { target, props: { app } });
  void app.start();
  void updates.register();
}
