{{- define "servers.labels" -}}
app.kubernetes.io/name: {{ .root.Values.name }}-{{ .name }}
app.kubernetes.io/part-of: parta
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- define "servers.services" -}}
[contingent, curriculum, identity, journal, notifications, reporting]
{{- end }}

{{/* Pods of the platform, as peers of a policy. */}}
{{- define "servers.clients" -}}
- podSelector:
    matchLabels: { app.kubernetes.io/instance: {{ .root.Values.release }} }
    matchExpressions:
      - key: app.kubernetes.io/name
        operator: In
        values: {{ concat (include "servers.services" . | fromYamlArray) .others | toJson }}
{{- end }}
