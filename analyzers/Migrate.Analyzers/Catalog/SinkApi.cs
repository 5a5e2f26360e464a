namespace Migrate.Analyzers.Catalog;

/// <summary>An API that takes a payload out of the app without asking for its bytes to be understood.</summary>
/// <param name="TypeName">Metadata name of the declaring type.</param>
/// <param name="MethodName">Name of the method.</param>
/// <param name="PayloadParameter">Name of the parameter that takes the payload; tells overloads apart.</param>
/// <param name="Through">Property that the call must be made on; null where the type says it all.</param>
/// <param name="Form">Its shape in source.</param>
/// <param name="Resource">The resource that the API spends.</param>
public sealed record SinkApi(
    string TypeName, string MethodName, string PayloadParameter, PropertyName? Through, SinkForm Form, ResourceKind Resource)
{
    /// <summary>Whether a call of this API can take a handle instead of bytes.</summary>
    public bool HasHandleForm => Form is not (SinkForm.BodyWrite or SinkForm.BodyWriterWriteAsync);

    /// <summary>Whether the bytes go to the client of the request being answered.</summary>
    public bool IsResponse => Resource == ResourceKind.ClientNetwork;

    /// <summary>Whether the call gives a result object that is carried out later.</summary>
    public bool GivesResult => Form is SinkForm.ResultFactory or SinkForm.ControllerFile;
}
