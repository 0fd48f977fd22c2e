import 'vue'

declare global {
  interface ImportMetaEnv {
    /** Further portals to trust, for on-premise Bitrix24: hosts or origins, separated by spaces or commas. */
    readonly VITE_PORTAL_HOSTS?: string
  }
}

// Strict templates know no data attributes by themselves.
declare module 'vue' {
  interface HTMLAttributes {
    [data: `data-${string}`]: unknown
  }
  interface AllowedComponentProps {
    [data: `data-${string}`]: unknown
  }
}
