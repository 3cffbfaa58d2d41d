/** A key as it is shown once. */
export interface NewApiKey {
  id: string;
  name: string;
  key: string;
}

/** Makes and knows API keys. */
export interface ApiKeys {
  create(name: string, userId: string): Promise<NewApiKey>;
}
