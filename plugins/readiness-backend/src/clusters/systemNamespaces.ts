/** Namespaces that belong to Kubernetes itself: what runs there is no tenant's, and no checklist's. */
const SYSTEM_NAMESPACE =
  /^(kube-(system|public|node-lease)|local-path-storage)$/;

export function isSystemNamespace(namespace: string): boolean {
  return SYSTEM_NAMESPACE.test(namespace);
}
