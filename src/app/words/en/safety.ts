export const safety = {
  shared: {
    title: 'Do other people use this computer too?',
    lead: 'Then keep nothing here. When you close, all of it goes from this computer.',
    use: 'Yes, keep nothing here',
    on: 'Shared computer: nothing is kept here after you close.',
    only: 'Your team keeps what they got. What reached nobody is lost.',
    close: 'Close, and keep nothing',
    stop: 'No, this is my own computer',
    cannot: 'Pages that you print or copy, and the browser’s history, stay. The history shows no names.',
    make: 'This is a shared computer. If nobody else has your record, it is gone when you close.',
  },
  safety: {
    title: 'Who can see this screen?',
    cover: 'Hide the screen when I look at another app',
    coverHint: 'Some phones take a picture of the screen first. Then a cover comes too late.',
    covered: 'Tap to go on',
    homeName: 'Name and picture on the home screen',
    homeNames: { around: 'Around', notes: 'Notes', bike: 'Bike' },
    homeNameHint: 'Choose before you put the app there. To change it later, take it off and put it on again.',
  },
} as const;
