/** Keeps the icon where people put it on the taskbar. Windows ties it to the signature, so it never changes. */
const GUID = '4f1d0a52-6a3b-4e0e-9a53-6d6d0f1f7c21';

/**
 * What a tray is made of. An unsigned build that is moved could never show an icon with the same GUID again, and Electron
 * takes no undefined in its place.
 */
export function describeTray<Icon>(
  icon: Icon,
  platform: NodeJS.Platform,
  isSignedBuild: boolean,
): [icon: Icon, guid?: string] {
  return platform === 'win32' && isSignedBuild ? [icon, GUID] : [icon];
}
