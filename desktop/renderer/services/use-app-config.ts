import { useQuery } from '@tanstack/react-query';
import { useAppServices } from '../app-services.ts';
import { appConfig } from './app-config.ts';

/** What the server tells before anybody signed in; asked again now and then, since servers get updated. */
export function useAppConfig() {
  const { api } = useAppServices();
  return useQuery({
    queryKey: ['config'],
    queryFn: () => api.json(appConfig, '/api/config'),
    staleTime: 600_000,
  });
}
