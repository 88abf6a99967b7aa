/** What the studio's common elements say. */
export const words = {
  cancel: 'Cancel',
  close: 'Close',
  leave: 'Leave this window?',
  leaveText: 'What is in it will be lost.',
  leaveAct: 'Leave',
  copied: 'Copied.',
  notCopied: 'The browser did not let this be copied. Select it and copy it yourself.',
  dismiss: 'Dismiss',
  loading: 'Loading',
  tryAgain: 'Try again',
};
