import { useQuery } from '@tanstack/react-query';
import { appConfig } from '../client/app-config.ts';
import { useAppServices } from './app-services.ts';

/** What the server tells before anybody signed in; asked again now and then, since servers get updated. */
export function useAppConfig() {
  const { api } = useAppServices();
  return useQuery({
    queryKey: ['config'],
    queryFn: () => api.json(appConfig, '/api/config'),
    staleTime: 600_000,
  });
}
