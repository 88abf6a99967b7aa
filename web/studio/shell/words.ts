/** What the shell says. */
export const words = {
  signIn: {
    login: { heading: 'Sign in', about: 'Make, publish and watch your funnels.', act: 'Sign in' },
    setup: {
      heading: 'Set up this server',
      about: 'You make the first super admin. The link that brought you here works once.',
      act: 'Create the account',
    },
    invitation: {
      heading: 'Welcome',
      about: 'Choose a password for your account. The link that brought you here works once.',
      act: 'Set the password',
    },
    email: 'Email',
    name: 'Name',
    nameHelp: 'How others see you. You may leave it empty.',
    password: 'Password',
    passwordHelp: 'At least 8 characters.',
    wrongLink: 'This link is not complete. Open it again as you were given it.',
  },
  app: {
    opening: 'Opening the studio',
    menu: 'Menu',
    skip: 'Skip to the page',
    offline: 'There is no connection. What you change is kept on this device until there is one.',
    noPart: 'This page could not be loaded. Check your connection and try again.',
    again: 'Try again',
  },
  account: {
    menu: (email: string) => `Account of ${email}`,
    password: 'Change password',
    signOut: 'Sign out',
    scheme: 'Appearance',
    schemes: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  },
  password: {
    heading: 'Change password',
    current: 'Current password',
    wanted: 'New password',
    help: 'At least 8 characters. All other sign-ins end.',
    act: 'Change password',
    done: 'The password is changed.',
  },
};
