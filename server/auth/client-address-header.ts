/** The header that tells Better Auth the client's address; set by us alone. */
export const CLIENT_ADDRESS_HEADER = 'x-parley-client-address';
