const int build_number = 7;
