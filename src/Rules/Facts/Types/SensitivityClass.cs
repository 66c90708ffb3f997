namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>How much a field must be protected; who may see which class, an access policy says.</summary>
public enum SensitivityClass
{
    /// <summary>Anybody may know.</summary>
    Public,

    /// <summary>For the company's own use.</summary>
    Internal,

    /// <summary>About a person.</summary>
    Personal,

    /// <summary>About a person, and harmful in wrong hands.</summary>
    Sensitive,
}
