import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { readApiError } from '../client/api-error.ts';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { useToast } from '../ui/toast-context.tsx';

/** Taking one's data along. */
export function DataSection() {
  const messages = useMessages();
  const { profile } = messages;
  const { api } = useAppServices();
  const user = useUser();
  const toast = useToast();
  const download = useMutation({
    mutationFn: async () => {
      const response = await api.send(`/api/${encodeURIComponent(user.id)}/export`);
      if (!response.ok) throw await readApiError(response);
      saveFile(await response.blob(), `parley-export-${new Date().toISOString().slice(0, 10)}.json`);
    },
    onSuccess: () => toast({ message: profile.exported }),
    onError: (error) => toast({ message: describeError(error, messages), tone: 'danger' }),
  });
  return (
    <section className="card" aria-labelledby="data-title">
      <h2 id="data-title" className="card-title">
        {profile.data}
      </h2>
      <div className="setting">
        <p className="setting-text">{profile.exportText}</p>
        <button type="button" className="button" disabled={download.isPending} onClick={() => download.mutate()}>
          <Download size={16} aria-hidden />
          {download.isPending ? profile.exporting : profile.export}
        </button>
      </div>
    </section>
  );
}

function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
