/** Characters of a name, and of the address of a picture. */
export const [LONGEST_NAME, LONGEST_IMAGE] = [100, 2_048];

/** What is kept of somebody whom a provider describes, which may say anything of them at any length. */
export function limitProfile<User extends { name: string; image?: string | null | undefined; emailVerified: boolean }>(
  user: User,
): User {
  // Their types are what a provider should say.
  const { image, name, emailVerified }: Partial<Record<keyof typeof user, unknown>> = user;
  const isPicture = typeof image === 'string' && image.length <= LONGEST_IMAGE && /^https?:\/\//i.test(image);
  return {
    ...user,
    name: Array.from(typeof name === 'string' ? name.trim() : '')
      .slice(0, LONGEST_NAME)
      .join('')
      .slice(0, LONGEST_NAME),
    image: isPicture ? image : null,
    emailVerified: emailVerified === true,
  };
}
