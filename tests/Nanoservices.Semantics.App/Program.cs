using Nanoservices.Semantics.App;

await SemanticsApp.Build(args).RunAsync();
