const KEY = 'around-me/cover';

/** Whether the screen is covered when the app is out of sight: this device's choice. */
class ScreenCover {
  on = $state(localStorage.getItem(KEY) !== null);
  down = $state(false);

  use(on: boolean): void {
    this.on = on;
    if (on) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  }

  look(): void {
    if (this.on && document.visibilityState === 'hidden') this.down = true;
  }

  lift(): void {
    this.down = false;
  }
}

export const screenCover = new ScreenCover();
