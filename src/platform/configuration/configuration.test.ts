import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../cli/config.ts';
import { explainConfiguration, readConfiguration } from './configuration.ts';
import { unsafeConditions } from './safety.ts';

describe('the configuration', () => {
  it('has its defaults by mode', () => {
    assert.deepEqual(
      [readConfiguration({}, 'demo', '/srv').dataFolder, readConfiguration({}, 'production', '/srv').dataFolder],
      ['/srv/data/demo', '/srv/data'],
    );
    const { port, host } = readConfiguration({}, 'production', '/srv');
    assert.deepEqual({ port, host }, { port: 8080, host: '127.0.0.1' });
  });

  it('takes an empty value as not set', () => {
    assert.equal(readConfiguration({ DATABASE_URL: '', AMATE_PORT: '' }, 'demo', '/').port, 8080);
  });

  it('trusts no proxy unless it is named, and takes addresses and networks of both families', () => {
    assert.deepEqual(readConfiguration({}, 'production', '/').trustedProxies, []);
    assert.deepEqual(readConfiguration({ AMATE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/24,fd00::/8' }, 'production', '/').trustedProxies, ['127.0.0.1', '10.0.0.0/24', 'fd00::/8']);
  });

  it('names the variable that cannot be used and what would do', () => {
    const wrong = [
      ['AMATE_PORT', '70000', /^AMATE_PORT must be a port number/],
      ['AMATE_PORT', '80 80', /^AMATE_PORT must/],
      ['AMATE_HOST', 'http://here', /^AMATE_HOST must be an address/],
      ['DATABASE_URL', 'mysql://root@db/amate', /^DATABASE_URL must look like postgres:/],
      ['AMATE_PUBLIC_URL', 'https://clinic.example/path', /^AMATE_PUBLIC_URL must be only https/],
      ['AMATE_TRUSTED_PROXIES', '0.0.0.0/0', /^AMATE_TRUSTED_PROXIES must be addresses or networks/],
      ['AMATE_TRUSTED_PROXIES', '10.0.0.0/24,proxy.example', /^AMATE_TRUSTED_PROXIES must/],
      ['AMATE_TRUSTED_PROXIES', '10.0.0.0/33', /^AMATE_TRUSTED_PROXIES must/],
      ['AMATE_METRICS_TOKEN', 'short', /^AMATE_METRICS_TOKEN must have 24/],
      ['AMATE_DEMO_PASSWORD', 'short', /^AMATE_DEMO_PASSWORD must have at least 8/],
      ['AMATE_ROOT_KEY_FILE', 'root.key', /^AMATE_ROOT_KEY_FILE must be an absolute path/],
    ] as const;
    for (const [name, value, sentence] of wrong) {
      assert.throws(() => readConfiguration({ [name]: value }, 'demo', '/'), { name: 'UnusableValue', message: sentence });
    }
  });

  it('is explained with meaning, default, value and source, and never shows a secret', () => {
    const explained = explainConfiguration({ DATABASE_URL: 'postgres://owner:canary@db/amate', AMATE_PORT: '9000', AMATE_DEMO_PASSWORD: 'canary-password' }, 'demo');
    assert.doesNotMatch(JSON.stringify(explained), /canary/);
    const of = (name: string) => explained.find((each) => each.name === name);
    assert.deepEqual({ value: of('AMATE_PORT')?.value, source: of('AMATE_PORT')?.source }, { value: '9000', source: 'environment' });
    assert.deepEqual({ value: of('AMATE_HOST')?.value, source: of('AMATE_HOST')?.source }, { value: '127.0.0.1', source: 'default' });
    assert.deepEqual({ value: of('AMATE_PUBLIC_URL')?.value, source: of('AMATE_PUBLIC_URL')?.source }, { value: null, source: 'not set' });
    for (const { meaning } of explained) assert.ok(meaning.length > 10);
  });

  it('is listed by amate config explain as JSON', async () => {
    const lines: string[] = [];
    const status = await run(['explain', '--json', '--demo'], { stdout: (line) => { lines.push(line); }, stderr: () => undefined });
    assert.equal(status, 0);
    const list = JSON.parse(lines.join('')) as readonly { readonly name: string; readonly default: string | null }[];
    assert.equal(list.find(({ name }) => name === 'AMATE_DATA_DIR')?.default, './data/demo');
  });
});

describe('a production start', () => {
  const codes = (environment: Readonly<Record<string, string>>): readonly string[] =>
    unsafeConditions(readConfiguration(environment, 'production', '/'), environment).map(({ code }) => code);

  it('is safe as it comes', () => {
    assert.deepEqual(codes({}), []);
  });

  it('is safe behind a reverse proxy, and with a near or sealed database', () => {
    assert.deepEqual(codes({ AMATE_HOST: '10.0.0.5', AMATE_PUBLIC_URL: 'https://clinic.example' }), []);
    assert.deepEqual(codes({ DATABASE_URL: 'postgres://owner:Zk3x@127.0.0.1/amate' }), []);
    assert.deepEqual(codes({ DATABASE_URL: 'postgres://owner:Zk3x@localhost/amate?host=%2Fvar%2Frun%2Fpostgresql' }), []);
    assert.deepEqual(codes({ DATABASE_URL: 'postgres://owner:Zk3x@db.example/amate?sslmode=verify-full' }), []);
  });

  it('is refused for each unsafe condition', () => {
    assert.deepEqual(codes({ AMATE_HOST: '0.0.0.0' }), ['public-address-without-https']);
    assert.deepEqual(codes({ AMATE_HOST: '127.0.0.1.example.com' }), ['public-address-without-https']);
    assert.deepEqual(codes({ AMATE_PUBLIC_URL: 'http://clinic.example' }), ['public-url-without-https']);
    assert.deepEqual(codes({ AMATE_DEMO_PASSWORD: 'a-given-password' }), ['demo-password-in-production']);
    assert.deepEqual(codes({ DATABASE_URL: 'postgres://owner:Zk3x@db.example/amate?sslmode=require' }), ['database-in-clear']);
    assert.deepEqual(codes({ DATABASE_URL: 'postgres://owner:postgres@127.0.0.1/amate' }), ['database-default-password']);
    assert.deepEqual(codes({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }), ['certificates-unchecked']);
  });
});
