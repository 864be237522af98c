import { useRouter } from '@tanstack/react-router';

/** Opens an address of the diary without a reload. */
export function useGo(): (address: string) => void {
  const history = useRouter().history as { push(address: string): void };
  return (address) => history.push(address);
}
