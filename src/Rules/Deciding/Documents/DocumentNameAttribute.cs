namespace CrmWorkflows.Rules.Deciding.Documents;

/// <summary>The name of a property in the file, when it is not the name in camel case.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DocumentNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The part may be written as a plain text, which is then the value of this property.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DocumentShorthandAttribute : Attribute;

/// <summary>The property by whose value the entries of a list are told apart: a document that extends another overrides the entry of the same key.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DocumentKeyAttribute : Attribute;
