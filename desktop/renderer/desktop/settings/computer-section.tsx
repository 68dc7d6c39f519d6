import { useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopSettings, DesktopShell, DesktopState } from '../../platform/platform.ts';
import { useChangeSettings } from '../state/use-desktop-state.ts';
import { PauseSetting } from './pause-setting.tsx';
import { SessionSetting } from './session-setting.tsx';
import { ShortcutSetting } from './shortcut-setting.tsx';
import { SpellingSetting } from './spelling-setting.tsx';
import { SwitchSetting } from './switch-setting.tsx';

/** Where the tray and the menus lead when somebody asks for the settings. */
export const COMPUTER_ANCHOR = 'this-computer';

/** What is set for this computer rather than for the person: notifications, tray, login, shortcut, spelling, session. */
export function ComputerSection({ shell, state }: { shell: DesktopShell; state: DesktopState }) {
  const { computer } = useMessages();
  const change = useChangeSettings(shell);
  const section = useScrollIntoViewOnRequest();
  const { settings } = state;
  const isMac = shell.os === 'mac';
  const place = isMac ? 'mac' : 'other';
  const set = (changed: Partial<DesktopSettings>) => change.mutate(changed);

  return (
    <section ref={section} id={COMPUTER_ANCHOR} className="card" aria-labelledby="computer-title" tabIndex={-1}>
      <h2 id="computer-title" className="card-title">
        {computer.title}
      </h2>
      <div className="settings-form">
        <fieldset className="setting-group">
          <legend className="setting-group-title">{computer.notifications}</legend>
          <SwitchSetting
            label={computer.remind}
            hint={computer.remindHint}
            isOn={settings.notifications}
            onChange={(notifications) => set({ notifications })}
          />
          <SwitchSetting
            label={computer.hideTitles}
            hint={computer.hideTitlesHint}
            isOn={settings.hideNotificationContent}
            onChange={(hideNotificationContent) => set({ hideNotificationContent })}
          />
          {settings.notifications && (
            <PauseSetting
              until={settings.notificationsPausedUntil}
              onChange={(notificationsPausedUntil) => set({ notificationsPausedUntil })}
            />
          )}
        </fieldset>
        <fieldset className="setting-group">
          <legend className="setting-group-title">{computer.window}</legend>
          <SwitchSetting
            label={computer.keepRunning}
            hint={computer.keepRunningHint[place]}
            isOn={settings.closeToTray}
            onChange={(closeToTray) => set({ closeToTray })}
          />
          {state.loginItem !== 'unavailable' && (
            <SwitchSetting
              label={computer.atLogin}
              hint={
                state.loginItem === 'requires_approval' ? (
                  <strong>{computer.atLoginApproval}</strong>
                ) : (
                  computer.atLoginHint[place]
                )
              }
              isOn={state.loginItem !== 'off'}
              onChange={(launchAtLogin) => set({ launchAtLogin })}
            />
          )}
          {isMac && (
            <SwitchSetting
              label={computer.showInDock}
              hint={computer.showInDockHint}
              isOn={settings.showInDock}
              onChange={(showInDock) => set({ showInDock })}
            />
          )}
          <SwitchSetting
            label={computer.graphics}
            hint={computer.graphicsHint}
            isOn={settings.hardwareAcceleration}
            onChange={(hardwareAcceleration) => set({ hardwareAcceleration })}
          />
        </fieldset>
        <ShortcutSetting shell={shell} state={state} onChange={(quickAddShortcut) => set({ quickAddShortcut })} />
        <SpellingSetting
          available={state.spellCheckLanguages}
          chosen={settings.spellCheckLanguages}
          onChange={(spellCheckLanguages) => set({ spellCheckLanguages })}
        />
        <SessionSetting shell={shell} state={state} />
      </div>
    </section>
  );
}

/** The address keeps the anchor, so each request for the settings is an event of its own. */
function useScrollIntoViewOnRequest() {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const show = () => {
      if (location.hash !== `#${COMPUTER_ANCHOR}`) return;
      section.current?.scrollIntoView({ block: 'start' });
      section.current?.focus({ preventScroll: true });
    };
    show();
    // The router reports its own changes of the address by this name.
    addEventListener('pushState', show);
    return () => removeEventListener('pushState', show);
  }, []);
  return section;
}
