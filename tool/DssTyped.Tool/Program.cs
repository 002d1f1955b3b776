using System.CommandLine;

var root = new RootCommand("Dataiku DSS flows, typed and checked by the C# compiler.");
return await root.Parse(args).InvokeAsync();
