using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Which values of a row a document needs: one slot a fact, in order, and one more for the row's key when no fact is the key.</summary>
internal sealed class BatchPlan
{
    private BatchPlan(ImmutableArray<InputSlot> slots, int key, Entity? entity)
    {
        Slots = slots;
        Key = key;
        Entity = entity;
        Cells = [.. slots.Select(s => new CellReader(s.Type, s.Field.Format))];
    }

    public ImmutableArray<InputSlot> Slots { get; }

    public ImmutableArray<CellReader> Cells { get; }

    /// <summary>The slot that is the key; -1 when rows have none.</summary>
    public int Key { get; }

    public Entity? Entity { get; }

    /// <summary>Plans the reading; null when one row cannot supply the facts, and the bag says why.</summary>
    public static BatchPlan? Make(DecisionDocument document, EntityModel? model, DiagnosticBag diagnostics)
    {
        var entities = document.Facts.Where(f => f.From is not null).Select(f => f.From!.Split('.')[0]).Distinct().ToArray();
        if (entities.Length > 1)
        {
            diagnostics.Add(BatchDiagnostics.SeveralEntities, document.Source.Span with { Length = 1 }, document.Name, string.Join(", ", entities));
            return null;
        }
        var entity = entities.Length == 1 ? model?.Entity(entities[0]) : null;
        var slots = document.Facts.Select(Slot).ToList();
        var key = entity?.Key is { } k ? slots.FindIndex(s => s.Field.Path == k.Path) : -1;
        if (entity?.Key is { } field && key < 0)
        {
            key = slots.Count;
            slots.Add(new InputSlot(field, field.Type, true) { IsKeyOnly = true });
        }
        return new BatchPlan([.. slots], key, entity);

        InputSlot Slot(FactDeclaration fact)
        {
            var known = fact.From is null ? null : model?.Find(fact.From);
            var type = fact.Required ? fact.Type : fact.Type.OrNull();
            return new InputSlot((known ?? new EntityField(fact.Name, fact.Name, fact.Type, fact.Label)) with { Label = fact.Label }, type, fact.Required);
        }
    }
}
