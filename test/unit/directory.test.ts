import { describe, expect, it } from 'vitest'
import { directoryFor, directoryOf, hasStages, isPipeline, nameOf, parseDirectoryTypes, parsePipelines } from '../../src/crm/directory'
import { PortalError } from '../../src/portal/errors'
import { fc, test as property } from './property'

describe('directoryOf', () => {
  it.each([
    ['STATUS', { type: 'lead' }],
    ['QUOTE_STATUS', { type: 'quote' }],
    ['DEAL_STAGE', { type: 'deal', entityTypeId: 2, pipelineId: 0 }],
    ['DEAL_STAGE_10', { type: 'deal', entityTypeId: 2, pipelineId: 10 }],
    ['SMART_INVOICE_STAGE_5', { type: 'invoice', entityTypeId: 31, pipelineId: 5 }],
    ['SMART_DOCUMENT_STAGE_3', { type: 'document', entityTypeId: 36, pipelineId: 3 }],
    ['SMART_B2E_DOC_STAGE_3', { type: 'company-document', entityTypeId: 39, pipelineId: 3 }],
    ['DYNAMIC_1038_STAGE_37', { type: 'smart', entityTypeId: 1038, pipelineId: 37 }],
    ['SOURCE', { type: 'list' }],
    ['DEAL_TYPE', { type: 'list' }],
    ['DEAL_STAGE_', { type: 'list' }],
    ['MY_DEAL_STAGE_1', { type: 'list' }],
    ['', { type: 'list' }],
  ])('reads %j', (entityId, directory) => {
    expect(directoryOf(entityId)).toEqual(directory)
    expect(isPipeline(entityId)).toBe(directory.type !== 'list')
  })
})

describe('directoryFor', () => {
  it.each([
    [1, 0, 'STATUS'], [2, 0, 'DEAL_STAGE'], [2, 10, 'DEAL_STAGE_10'], [7, 0, 'QUOTE_STATUS'], [31, 5, 'SMART_INVOICE_STAGE_5'],
    [36, 3, 'SMART_DOCUMENT_STAGE_3'], [39, 3, 'SMART_B2E_DOC_STAGE_3'], [1038, 37, 'DYNAMIC_1038_STAGE_37'], [128, 1, 'DYNAMIC_128_STAGE_1'],
  ])('type %i, pipeline %i: %s', (entityTypeId, pipelineId, entityId) => {
    expect(directoryFor(entityTypeId, pipelineId)).toBe(entityId)
    expect(directoryOf(entityId)).toMatchObject('entityTypeId' in directoryOf(entityId) ? { entityTypeId, pipelineId } : {})
    expect(hasStages(entityTypeId)).toBe(true)
  })

  it.each([0, 3, 4, 5, 6, 14, 127])('type %i has none', (entityTypeId) => {
    expect(directoryFor(entityTypeId, 0)).toBeNull()
    expect(hasStages(entityTypeId)).toBe(false)
  })
})

describe('nameOf', () => {
  const types = parseDirectoryTypes([
    { ID: 'STATUS', NAME: 'Lead stages' },
    { ID: 'DEAL_STAGE', NAME: 'General deal stages', CATEGORY_ID: 0 },
    { ID: 'DEAL_STAGE_1', NAME: 'Rent deal stages', CATEGORY_ID: '1' },
    { ID: 'DYNAMIC_1038_STAGE_37', NAME: 'Equipment (General)', CATEGORY_NAME: 'General' },
    { ID: 'DYNAMIC_1040_STAGE_38', NAME: 'General', CATEGORY_NAME: 'General' },
    { ID: 'SOURCE', NAME: 'Sources' },
    { ID: 'BROKEN' },
    null,
    7,
  ])
  const pipelines = parsePipelines({ categories: [{ id: 0, name: 'Sale' }, { id: 1, name: 'Rent' }, { id: 2 }, null] })

  it.each([
    ['STATUS', { title: 'Lead stages', pipeline: null }],
    ['DEAL_STAGE', { title: null, pipeline: 'Sale' }],
    ['DEAL_STAGE_1', { title: null, pipeline: 'Rent' }],
    ['DYNAMIC_1038_STAGE_37', { title: 'Equipment', pipeline: 'General' }],
    ['DYNAMIC_1040_STAGE_38', { title: 'General', pipeline: null }],
    ['SOURCE', { title: 'Sources', pipeline: null }],
    ['INDUSTRY', { title: null, pipeline: null }],
  ])('calls %s %j', (entityId, name) => {
    expect(nameOf(entityId, types, pipelines)).toEqual(name)
  })

  it('keeps the portal’s own words for a deal pipeline whose name did not come', () => {
    expect(nameOf('DEAL_STAGE_1', types, new Map())).toEqual({ title: 'Rent deal stages', pipeline: null })
  })
})

describe('parsers of directories', () => {
  property.prop([fc.jsonValue()])('give a list or a PortalError, whatever JSON comes', (value) => {
    for (const parse of [parseDirectoryTypes, parsePipelines]) {
      try {
        parse(value)
      } catch (error) {
        expect(error).toBeInstanceOf(PortalError)
      }
    }
  })
})
