import { describe, expect, it } from 'vitest'
import { launchOf } from '../../src/portal/launch'
import { fc, test as property } from './property'

describe('launchOf', () => {
  it.each([
    [{ id: '733', URI: '/marketplace/view/x/' }, { kind: 'stage', id: '733' }],
    [{ id: 733 }, { kind: 'stage', id: '733' }],
    ['{"id":"733"}', { kind: 'stage', id: '733' }],
    [{ id: 'nonsense' }, { kind: 'stage', id: 'nonsense' }],
    [{ id: '' }, { kind: 'page' }],
    [{ ID: '17' }, { kind: 'page' }],
    [{ ENTITY_ID: '17' }, { kind: 'page' }],
    [{ id: ['733'] }, { kind: 'page' }],
    [{}, { kind: 'page' }],
    [[], { kind: 'page' }],
    ['', { kind: 'page' }],
    ['{"id":', { kind: 'page' }],
    [null, { kind: 'page' }],
    [undefined, { kind: 'page' }],
  ])('reads %j', (options, launch) => {
    expect(launchOf(options)).toEqual(launch)
  })

  property.prop([fc.oneof(fc.jsonValue(), fc.json())])('finds a way in, whatever the options are', (options) => {
    expect(['stage', 'page']).toContain(launchOf(options).kind)
  })
})
