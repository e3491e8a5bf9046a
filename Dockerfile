FROM node:24-slim AS checked
WORKDIR /bot
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npx tsc --noEmit && npx biome check .

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /bot
COPY package.json package-lock.json .npmrc ./
# better-sqlite3 ships its binary inside the package: no install script is needed, and none is run.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=checked /bot/src src
COPY --from=checked /bot/commands commands
COPY --from=checked /bot/locales locales
COPY --from=checked /bot/data/reference data/reference
RUN mkdir -p data/var && chown node:node data/var
USER node
# So that the first start is as quick as every later one.
RUN node src/main.ts compile
VOLUME /bot/data/var
ENV HTTP_HOST=0.0.0.0 HTTP_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
