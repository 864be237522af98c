{{/* What every pod is held to: no rights, nothing to write on but /tmp in memory, no token of the cluster. */}}
{{- define "parta.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  # user node of the images
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "parta.containerSecurity" -}}
securityContext:
  runAsNonRoot: true
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities: { drop: [ALL] }
{{- end }}

{{- define "parta.tmp" -}}
- name: tmp
  emptyDir: { medium: Memory, sizeLimit: {{ .size | default "64Mi" }} }
{{- end }}
