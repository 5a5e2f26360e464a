namespace Nanoservices.Compare.Http;

/// <summary>A field line as it came, its value without the blanks around it.</summary>
internal readonly record struct Field(string Name, string Value);
