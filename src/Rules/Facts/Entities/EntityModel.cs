using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Facts.Entities;

/// <summary>What is known in a business line: its entities (customer, case, employee ...) and their fields. Immutable and thread-safe.</summary>
public sealed class EntityModel
{
    internal EntityModel(string name, LocalizedText title, ImmutableArray<Entity> entities, TypeTable types)
    {
        Name = name;
        Title = title;
        Entities = entities;
        Types = types;
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What a person reads.</summary>
    public LocalizedText Title { get; }

    /// <summary>The entities, in order of declaration.</summary>
    public ImmutableArray<Entity> Entities { get; }

    internal TypeTable Types { get; }

    /// <summary>The field of a path <c>entity.field</c>; null when there is none.</summary>
    /// <param name="path">The path, as a document's fact names it under <c>from</c>.</param>
    public EntityField? Find(string path)
    {
        foreach (var entity in Entities)
            foreach (var field in entity.Fields)
                if (field.Path == path) return field;
        return null;
    }

    /// <summary>The entity of a name; null when there is none.</summary>
    /// <param name="name">Name of the entity.</param>
    public Entity? Entity(string name) => Entities.FirstOrDefault(e => e.Name == name);
}
